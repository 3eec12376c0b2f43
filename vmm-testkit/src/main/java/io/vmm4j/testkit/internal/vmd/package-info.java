/**
 * vmd(8): its state, its rules, and what it answers. Requests and answers are values; their wording is the clients' business.
 *
 * <p>Everything here lives in the machine's timeline: requests are handled, and guests boot and stop, with its lock held.
 */
@NullMarked
package io.vmm4j.testkit.internal.vmd;

import org.jspecify.annotations.NullMarked;
