local size = tonumber(arg[1]) or 2000000
local function count(n)
  local by_number = { [0] = 0 }
  for i = 0, n - 1 do
    local k = (i * 7919) % 10007
    by_number[k] = (by_number[k] or 0) + 1
  end
  local by_text = { [""] = 0 }
  for i = 0, n - 1 do
    local k = "k" .. (i % 1000)
    by_text[k] = (by_text[k] or 0) + i
  end
  local total = 0
  for k, v in pairs(by_number) do total = total + k * v end
  for k, v in pairs(by_text) do total = total + v end
  return total
end
print(count(size))
