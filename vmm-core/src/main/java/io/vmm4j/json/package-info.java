/**
 * The JSON form of what the SDK finds and does, for a program that stores or forwards it: {@link io.vmm4j.json.VmmJson} for events
 * and results, and {@link io.vmm4j.json.AgentMessages} for a backend that knows the messages of an earlier agent for vmm(4).
 *
 * <p>All fields are listed in the README of this module; a test compares that list with what is written.
 */
@NullMarked
package io.vmm4j.json;

import org.jspecify.annotations.NullMarked;
