local nothing = nil
