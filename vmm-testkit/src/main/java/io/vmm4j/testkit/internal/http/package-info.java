/** Requests by http as the simulation makes them: whole questions and whole answers, over its own network. */
@NullMarked
package io.vmm4j.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
