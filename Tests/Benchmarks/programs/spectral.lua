local size = tonumber(arg[1]) or 600
local function entry(i, j) return 1 / ((i + j) * (i + j + 1) / 2 + i + 1) end
local function times(v)
  local n, result = #v, {}
  for i = 0, n - 1 do
    local s = 0
    for j = 0, n - 1 do s = s + entry(i, j) * v[j + 1] end
    result[i + 1] = s
  end
  return result
end
local function times_transposed(v)
  local n, result = #v, {}
  for i = 0, n - 1 do
    local s = 0
    for j = 0, n - 1 do s = s + entry(j, i) * v[j + 1] end
    result[i + 1] = s
  end
  return result
end
local function spectral(n)
  local u, v = {}, {}
  for i = 1, n do u[i] = 1; v[i] = 0 end
  for k = 1, 4 do
    v = times_transposed(times(u))
    u = times_transposed(times(v))
  end
  local uv, vv = 0, 0
  for i = 1, n do uv = uv + u[i] * v[i]; vv = vv + v[i] * v[i] end
  return math.sqrt(uv / vv)
end
print(string.format("%.9f", spectral(size)))
