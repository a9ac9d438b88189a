package dev.latchkey.audit;

import io.vertx.mutiny.sqlclient.Tuple;

/** The parameters of a statement, gathered while its text is put together. */
final class Parameters {

    private final Tuple values = Tuple.tuple();

    /** Adds a value and says what stands for it in the text. */
    String add(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }

    Tuple values() {
        return values;
    }
}
