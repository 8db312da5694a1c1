-- Expect timeLimit: resume called by resume.
local function f() return coroutine.resume(coroutine.create(f)) end
while true do f() end
