local size = tonumber(arg[1]) or 200000
local function energy(bodies)
  local e = 0
  for i = 1, #bodies do
    local a = bodies[i]
    e = e + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ^ 0.5
    end
  end
  return e
end
local function simulate(steps)
  local bodies = {
    { x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = 39.47841760435743 },
    { x = 4.84143144246472, y = -1.16032004402743, z = -0.103622044471123, vx = 0.606326392995832, vy = 2.81198684491626, vz = -0.02521836165988763, mass = 0.0376936749096657 },
    { x = 8.34336671824458, y = 4.1247985641243, z = -0.403523417114321, vx = -1.01077434617879, vy = 1.82566237123041, vz = 0.00841576137658415, mass = 0.0112863261319687 },
    { x = 12.8943695621391, y = -15.1111514016986, z = -0.22330757889266, vx = 1.08279100644153, vy = 0.868713018169608, vz = -0.0108326374013636, mass = 0.00172372405705971 },
    { x = 15.3796971148509, y = -25.9193146099879, z = 0.179258772950371, vx = 0.979090732243897, vy = 0.594698998647676, vz = -0.0347559555040781, mass = 0.00203368686992463 },
  }
  local sqrt = math.sqrt
  for step = 1, steps do
    for i = 1, 5 do
      local a = bodies[i]
      for j = i + 1, 5 do
        local b = bodies[j]
        local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
        local d2 = dx * dx + dy * dy + dz * dz
        local m = 0.01 / (d2 * sqrt(d2))
        local mi, mj = b.mass * m, a.mass * m
        a.vx = a.vx - dx * mi
        a.vy = a.vy - dy * mi
        a.vz = a.vz - dz * mi
        b.vx = b.vx + dx * mj
        b.vy = b.vy + dy * mj
        b.vz = b.vz + dz * mj
      end
    end
    for i = 1, 5 do
      local a = bodies[i]
      a.x = a.x + 0.01 * a.vx
      a.y = a.y + 0.01 * a.vy
      a.z = a.z + 0.01 * a.vz
    end
  end
  return energy(bodies)
end
print(string.format("%.6f", simulate(size)))
