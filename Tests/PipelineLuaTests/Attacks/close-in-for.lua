-- Expect timeLimit: the closing value of a for loop.
local closing = setmetatable({}, {__close = function() while true do end end})
for _ in function() return 1 end, nil, nil, closing do break end
