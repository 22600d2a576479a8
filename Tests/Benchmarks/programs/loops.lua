local size = tonumber(arg[1]) or 5000
local function loops(n)
  local s = 0.0
  for i = 0, n - 1 do for j = 0, n - 1 do s = s + i * 0.5 - j * 0.25 end end
  return s
end
print(string.format("%d", loops(size)))
