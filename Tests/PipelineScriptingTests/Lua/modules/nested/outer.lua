return "outer with " .. require "inner"
