local size = tonumber(arg[1]) or 5000000
local function sieve(n)
  local crossed = {}
  for i = 0, n do crossed[i] = 0 end
  local count = 0
  for i = 2, n do
    if crossed[i] == 0 then
      count = count + 1
      local j = i * i
      while j <= n do crossed[j] = 1; j = j + i end
    end
  end
  return count
end
print(sieve(size))
