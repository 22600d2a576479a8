local size = tonumber(arg[1]) or 13
local function build(depth)
  if depth == 0 then return 1 end
  local node = { depth = depth, left = build(depth - 1), right = build(depth - 1) }
  return node.left + node.right + 1
end
local function forest(n, depth)
  local total = 0
  for i = 1, n do total = total + build(depth) end
  return total
end
print(forest(200, size))
