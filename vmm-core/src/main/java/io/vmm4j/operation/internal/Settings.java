package io.vmm4j.operation.internal;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How operations are done.
 *
 * @param timeline where time comes from
 * @param worker runs operations
 * @param courier hands progress to subscribers
 * @param keptFor how long the journal keeps what is over
 * @param closing how long closing waits
 */
public record Settings(Timeline timeline, Executor worker, Executor courier, Duration keptFor, Duration closing) {}
