-- Pages for everybody and pages of one person, in turn; counts what was answered.
local paths = { '/th', '/th/policy', '/en/me', '/en/me/consents', '/th/data', '/readyz' }
local cookie = os.getenv('COOKIE')
local at = 0
local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
end

function init()
    counts = {}
end

function request()
    at = at % #paths + 1
    return wrk.format('GET', paths[at], { ['Cookie'] = cookie })
end

function response(status)
    counts[status] = (counts[status] or 0) + 1
end

function done()
    local sums = {}
    for _, thread in ipairs(threads) do
        for status, times in pairs(thread:get('counts')) do
            sums[status] = (sums[status] or 0) + times
        end
    end
    for status, times in pairs(sums) do
        io.write(string.format('status %d %d\n', status, times))
    end
end
