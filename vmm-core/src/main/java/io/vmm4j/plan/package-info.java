/**
 * Changes to a host as values: what would be done, with diffs, before anything is; applied exactly so, or refused because the host
 * has changed meanwhile; undone when one of them fails.
 */
@NullMarked
package io.vmm4j.plan;

import org.jspecify.annotations.NullMarked;
