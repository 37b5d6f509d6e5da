-- The rooms of people who are signed in, a person a request. The path is BENCH_PATH.
local tokens = {}
local path = os.getenv('BENCH_PATH')

function init()
    for line in io.lines(os.getenv('BENCH_SESSIONS')) do
        tokens[#tokens + 1] = line:match('%S+')
    end
end

local at = 0

function request()
    at = at % #tokens + 1
    return wrk.format('GET', path, { ['Cookie'] = 'morprom-session=' .. tokens[at] })
end

function done(summary, latency)
    io.write(string.format('P99 %d\n', latency:percentile(99)))
end
