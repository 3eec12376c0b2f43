package io.vmm4j.testkit.internal.http;

/** Answers requests, with the lock of the timeline held; must not block. */
@FunctionalInterface
public interface HttpService {

    /** Answers one. */
    HttpReply answer(HttpQuery query);
}
