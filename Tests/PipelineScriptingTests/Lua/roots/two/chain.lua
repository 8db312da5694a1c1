return "chain finds " .. require "shared"
