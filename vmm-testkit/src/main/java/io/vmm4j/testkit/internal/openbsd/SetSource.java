package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.http.HttpReply;
import java.util.List;
import java.util.Optional;

/** Where sets come from. */
interface SetSource {

    /** A file of it. */
    Fetched get(String name);

    /** What is there. */
    List<String> names();

    /** The signed list of digests; empty if there is none. */
    Optional<HttpReply> signedList();

    /** Whether files are fetched to be verified first. */
    boolean isRemote();

    /** Where that is, in messages. */
    String place();
}
