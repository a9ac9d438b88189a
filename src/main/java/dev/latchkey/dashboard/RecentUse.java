package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageReach.Part;
import dev.latchkey.audit.UsageReach.Reach;
import java.util.List;

/** Who used a key in the last hour, and so would notice if it did no longer work. */
public record RecentUse(long requests, List<String> addresses) {

    public RecentUse {
        addresses = List.copyOf(addresses);
    }

    static RecentUse of(Reach reach) {
        return new RecentUse(
                reach.requests(),
                reach.addresses().stream()
                        .map(Part::of)
                        .map(address -> address.orElse("an unknown address"))
                        .toList());
    }

    /** How many addresses, in words. */
    public String sources() {
        return Texts.of(addresses.size(), "address");
    }

    public boolean none() {
        return requests == 0;
    }
}
