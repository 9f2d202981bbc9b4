"""placeholder"""
from lxml import etree
from itstart.documents.plan import Plan


def estimate(root: etree._Element, plan: Plan, wanted: list[etree._Element]) -> list[int]:
    return [0 for _ in wanted]
