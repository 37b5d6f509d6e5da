-- Consent decisions by people who are signed in: each takes the choice that stands open to them, in turn.
-- The file of sessions is named by BENCH_SESSIONS; a line is token, purpose, first choice.
local people = {}
local other = { given = 'withdrawn', withdrawn = 'given' }

function init()
    for line in io.lines(os.getenv('BENCH_SESSIONS')) do
        local token, purpose, choice = line:match('(%S+) (%S+) (%S+)')
        people[#people + 1] = { token = token, path = '/th/me/consents/' .. purpose, choice = choice }
    end
end

local at = 0

-- wrk asks for one request before it starts, and does not send it.
local tried = false

function request()
    local person = people[at % #people + 1]
    local body = 'decision=' .. person.choice
    if tried then
        at = at + 1
        person.choice = other[person.choice]
    end
    tried = true
    local headers = {
        ['Cookie'] = 'morprom-session=' .. person.token,
        ['Content-Type'] = 'application/x-www-form-urlencoded',
    }
    return wrk.format('POST', person.path, headers, body)
end

function done(summary, latency)
    io.write(string.format('P99 %d\n', latency:percentile(99)))
end
