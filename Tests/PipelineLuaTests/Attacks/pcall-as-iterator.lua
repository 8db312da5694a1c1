-- Expect timeLimit: a for loop whose iterator is pcall.
for _ in pcall, function() while true do end end do end
while true do end
