/**
 * What vmd(8) is told: the parameters of VMs and switches, and vm.conf(5), the file they are written in.
 *
 * <p>The parser reports what vmd reports, where vmd reports it; it follows the recovery of the yacc(1) grammar too, because that
 * decides which further errors of a broken file are seen.
 */
@NullMarked
package io.vmm4j.testkit.internal.vmd.config;

import org.jspecify.annotations.NullMarked;
