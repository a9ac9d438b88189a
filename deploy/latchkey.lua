-- Asks Latchkey whether a request may pass. For HAProxy 2.5 or newer, see haproxy.cfg beside this.

local url = os.getenv("LATCHKEY_URL") .. "/gateway/authorize"
local secret = os.getenv("LATCHKEY_GATEWAY_SECRET")

-- What of a client's request a decision may depend on. Nothing else is passed on.
local asked = { "x-api-key", "authorization", "origin", "sec-fetch-mode", "access-control-request-method", "user-agent" }
-- What the API is told.
local told = { "x-latchkey-organization-id", "x-latchkey-key-id", "x-latchkey-key-type", "x-latchkey-environment",
    "x-latchkey-scopes", "x-request-id" }
-- What the client is told of a refusal.
local refused = { "content-type", "www-authenticate", "retry-after", "ratelimit", "ratelimit-policy", "x-request-id",
    "access-control-allow-origin", "access-control-expose-headers", "vary", "cache-control" }

local function all(values)
    local list = {}
    for i = 0, #values do
        list[#list + 1] = values[i]
    end
    return list
end

core.register_action("latchkey", { "http-req" }, function(txn)
    local sent = txn.http:req_get_headers()
    local headers = {
        ["x-original-method"] = { txn.sf:method() },
        ["x-original-uri"] = { txn.sf:path() },
        ["x-forwarded-for"] = { txn.sf:src() },
        ["x-latchkey-gateway-secret"] = { secret },
    }
    for _, name in ipairs(asked) do
        if sent[name] then
            headers[name] = all(sent[name])
        end
    end
    local answer = core.httpclient():get { url = url, headers = headers, timeout = 10000 }
    local status = answer and answer.status or 0
    if status == 200 then
        for _, name in ipairs(told) do
            if answer.headers[name] then
                txn.http:req_set_header(name, answer.headers[name][0])
            end
        end
        for _, name in ipairs({ "ratelimit", "ratelimit-policy" }) do
            if answer.headers[name] then
                txn:set_var("txn.latchkey_" .. name:gsub("-", "_"), answer.headers[name][0])
            end
        end
        -- haproxy.cfg lets nothing pass without this, also when this script fails.
        txn:set_var("txn.latchkey", "pass")
        return
    end
    if status < 400 or not answer.body or answer.body == "" then
        return
    end
    local reply = txn:reply { status = status }
    for _, name in ipairs(refused) do
        if answer.headers[name] then
            reply:add_header(name, answer.headers[name][0])
        end
    end
    reply:set_body(answer.body)
    txn:done(reply)
end)
