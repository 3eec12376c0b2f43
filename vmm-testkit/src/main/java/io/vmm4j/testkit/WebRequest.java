package io.vmm4j.testkit;

/**
 * A request that a {@link SimulatedInternet} got.
 *
 * @param url what for
 * @param offset from which byte on; 0 for all of it
 * @param status what the server answered; 0 if none did
 */
public record WebRequest(String url, long offset, int status) {}
