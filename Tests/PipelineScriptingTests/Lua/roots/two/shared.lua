return "from two"
