-- urls.lua FILE: wrk asks for the paths of FILE one after the other; each of two threads has every second one.
local threads = 0

function setup(thread)
  thread:set("part", threads)
  threads = threads + 1
end

function init(args)
  requests, at = {}, 0
  local n = 0
  for path in io.lines(args[1]) do
    if n % 2 == part then requests[#requests + 1] = wrk.format("GET", path) end
    n = n + 1
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end
