package dev.latchkey.audit.spool;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A window that was copied into a file of its own, because its file was needed and Postgres did not have it yet. */
record Archive(long index, int size) {

    private static final Pattern NAME = Pattern.compile("archive-(\\d{1,18})\\.log");

    static OptionalLong index(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    String name() {
        return "archive-" + index + ".log";
    }
}
