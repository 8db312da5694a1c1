return "the inner beside it"
