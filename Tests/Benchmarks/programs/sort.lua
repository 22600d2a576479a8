local size = tonumber(arg[1]) or 400000
local function scramble(n)
  local xs, seed = {}, 42
  for i = 1, n do
    seed = (seed * 16807) % 2147483647
    xs[i] = seed
  end
  return xs
end
local function merge_sort(values)
  local xs, ys, n = {}, {}, #values
  for i = 1, n do xs[i - 1] = values[i]; ys[i - 1] = values[i] end
  local width = 1
  while width < n do
    local start = 0
    while start < n do
      local middle, last = math.min(start + width, n), math.min(start + 2 * width, n)
      local i, j = start, middle
      for k = start, last - 1 do
        if i < middle and (j >= last or xs[i] <= xs[j]) then
          ys[k] = xs[i]
          i = i + 1
        else
          ys[k] = xs[j]
          j = j + 1
        end
      end
      start = start + 2 * width
    end
    xs, ys = ys, xs
    width = width * 2
  end
  return xs
end
local values = scramble(size)
local own = merge_sort(values)
local library = {}
for i = 1, #values do library[i] = values[i] end
table.sort(library)
print(own[0] .. " " .. own[size // 2] .. " " .. library[size // 2 + 1])
