package io.vmm4j.testkit.ssh;
import io.vmm4j.exec.*;
import io.vmm4j.ssh.*;
import io.vmm4j.testkit.openssh.*;
class Scratch {
  @org.junit.jupiter.api.Test void go() {
    try (LoopbackSshd sshd = LoopbackSshd.builder().loginShell("/bin/sh").start();
      SshExecutor e = SshExecutor.to(sshd.address()).keyFile(sshd.keyFile()).hostKeys(HostKeyPolicy.strict(sshd.knownHosts())).rootAccess(RootAccess.DIRECT).connect()) {
      System.out.println("connected");
      try { System.out.println(e.run(Command.oneShot("echo", "hi").withTimeout(java.time.Duration.ofSeconds(5))).stdout()); } catch (RuntimeException x) { x.printStackTrace(System.out); }
      System.out.println(sshd.log());
      try { System.out.println(e.run(Command.read("echo", "hi").withTimeout(java.time.Duration.ofSeconds(5))).stdout()); } catch (RuntimeException x) { x.printStackTrace(System.out); }
    }
  }
}
