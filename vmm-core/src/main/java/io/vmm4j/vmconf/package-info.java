/**
 * vm.conf(5), without loss: {@link io.vmm4j.vmconf.VmConf} reads it as vmd(8) does, says what it defines and what is wrong
 * with it, and changes one part of it while every other byte stays as it was. Nothing here touches a host: what a file
 * refers to comes from a {@link io.vmm4j.vmconf.VmConfEnvironment}.
 */
@NullMarked
package io.vmm4j.vmconf;

import org.jspecify.annotations.NullMarked;
