return "from one"
