/**
 * Networks of guests on a host, as plans that can be taken back ({@link io.vmm4j.pf.HostNetworks}), and pf(4): what it reports
 * ({@link io.vmm4j.pf.Pfctl}), its rules ({@link io.vmm4j.pf.PfRule}) and the part of pf.conf(5) that is ours
 * ({@link io.vmm4j.pf.PfConf}).
 */
@NullMarked
package io.vmm4j.pf;

import org.jspecify.annotations.NullMarked;
