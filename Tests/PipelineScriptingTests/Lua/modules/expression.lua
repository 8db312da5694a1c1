return require "pipeline".re.compile "^kept$"
