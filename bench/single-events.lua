-- One commit in each request, in turn to the repositories that SEI_REPOSITORIES names.
local repositories = {}
for id in os.getenv("SEI_REPOSITORIES"):gmatch("%S+") do
  repositories[#repositories + 1] = id
end

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local sent = 0
function request()
  sent = sent + 1
  local body = string.format(
    '{"repository_id":"%s","sha":"%040x","parents":["%040x"],"author":{"name":"Dev %d","email":"dev%d@example.org"},'
      .. '"authored_at":"2026-03-01T10:00:00Z","committed_at":"2026-03-01T10:00:00Z","message":"Change %d"}',
    repositories[sent % #repositories + 1], number * 1000000000 + sent, number * 1000000000 + sent - 1, sent % 50, sent % 50, sent)
  return wrk.format("POST", "/api/v1/events/commits",
    { ["Content-Type"] = "application/json", ["X-API-Key"] = os.getenv("SEI_KEY") }, body)
end

local refused = {}
function response(status)
  if status ~= 200 then
    refused[status] = (refused[status] or 0) + 1
  end
end

function done(summary, latency)
  io.write(string.format(
    '{"measured": "single events, 64 callers", "taken_per_second": %.0f, "refused": %d, "p50_ms": %.1f, "p99_ms": %.1f}\n',
    (summary.requests - summary.errors.status) / summary.duration * 1e6, summary.errors.status,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
