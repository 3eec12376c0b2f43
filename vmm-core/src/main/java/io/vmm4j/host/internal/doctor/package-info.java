/** What is wrong with a host: one round of questions, and a check for each concern that judges nothing but the answers. */
@NullMarked
package io.vmm4j.host.internal.doctor;

import org.jspecify.annotations.NullMarked;
