package io.vmm4j.json.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.internal.JsonFields;
import java.util.Locale;

/** What all documents have in common. */
public final class Documents {

    /** The version that is written, and the one that is read. */
    public static final int VERSION = 1;

    private Documents() {}

    /** A document with these fields, on one line. */
    public static String of(ObjectNode fields) {
        ObjectNode document = JsonFields.empty().put("version", VERSION);
        document.setAll(fields);
        return document.toString();
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
