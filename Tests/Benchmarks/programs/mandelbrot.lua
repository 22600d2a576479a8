local size = tonumber(arg[1]) or 800
local function mandelbrot(n, limit)
  local inside = 0
  for py = 0, n - 1 do
    local ci = 2 * py / n - 1
    for px = 0, n - 1 do
      local cr = 2 * px / n - 1.5
      local zr, zi, k = 0.0, 0.0, 0
      while k < limit and zr * zr + zi * zi <= 4 do
        local nextr = zr * zr - zi * zi + cr
        zi = 2 * zr * zi + ci
        zr = nextr
        k = k + 1
      end
      if k == limit then inside = inside + 1 end
    end
  end
  return inside
end
print(mandelbrot(size, 50))
