"""Facts that ship with the product: places in Denmark and the code of conduct."""
