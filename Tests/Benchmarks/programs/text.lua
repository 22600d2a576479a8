local size = tonumber(arg[1]) or 1000000
local function build(n)
  local parts = {}
  for i = 0, n - 1 do parts[#parts + 1] = "x" end
  local t = table.concat(parts)
  local total = 0
  for i = 0, n - 1 do
    local part = "item " .. i
    if part == "item 77" then total = total + 1 end
  end
  return #t + total
end
print(build(size))
