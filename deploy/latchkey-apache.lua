-- Asks Latchkey whether a request may pass. For mod_lua, see apache.conf beside this.

local http = require "socket.http"
local ltn12 = require "ltn12"

local url = os.getenv("LATCHKEY_URL") .. "/gateway/authorize"
local secret = os.getenv("LATCHKEY_GATEWAY_SECRET")

-- What of a client's request a decision may depend on. Nothing else is passed on.
local asked = { "x-api-key", "authorization", "origin", "sec-fetch-mode", "access-control-request-method", "user-agent" }
-- What the API is told.
local told = { "x-latchkey-organization-id", "x-latchkey-key-id", "x-latchkey-key-type", "x-latchkey-environment",
    "x-latchkey-scopes", "x-request-id" }
-- What the client is told of a refusal.
local refused = { "www-authenticate", "retry-after", "ratelimit", "ratelimit-policy", "x-request-id",
    "access-control-allow-origin", "access-control-expose-headers", "vary", "cache-control" }

local unavailable = '{"type":"https://latchkey.dev/problems/cannot_check","title":"Keys cannot be checked now",'
    .. '"status":503,"code":"cannot_check"}'

function authorize(r)
    local headers = {
        ["x-original-method"] = r.method,
        ["x-original-uri"] = r.unparsed_uri,
        ["x-forwarded-for"] = r.useragent_ip,
        ["x-latchkey-gateway-secret"] = secret,
    }
    for _, name in ipairs(asked) do
        headers[name] = r.headers_in[name]
    end
    -- Whatever the client sent that looks like ours, in any spelling, never gets any further.
    for name in pairs(r:headers_in_table()) do
        if name:lower():find("latchkey", 1, true) then
            r.headers_in[name] = nil
        end
    end

    http.TIMEOUT = 10
    local body = {}
    local done, status, answer = http.request { url = url, headers = headers, sink = ltn12.sink.table(body), redirect = false }
    if done and status == 200 then
        for _, name in ipairs(told) do
            r.headers_in[name] = answer[name]
        end
        r.headers_in["x-forwarded-for"] = r.useragent_ip
        for _, name in ipairs { "ratelimit", "ratelimit-policy" } do
            if answer[name] then
                r.err_headers_out[name] = answer[name]
            end
        end
        return apache2.DECLINED
    end

    local understood = done and status >= 400 and #body > 0
    r.status = understood and status or 503
    r.content_type = "application/problem+json"
    for _, name in ipairs(understood and refused or {}) do
        if answer[name] then
            r.headers_out[name] = answer[name]
        end
    end
    r:puts(understood and table.concat(body) or unavailable)
    return apache2.DONE
end
