-- Expect timeLimit: a loop of jumps.
::again::
goto again
