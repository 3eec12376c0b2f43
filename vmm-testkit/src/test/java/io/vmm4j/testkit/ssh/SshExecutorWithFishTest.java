package io.vmm4j.testkit.ssh;

/** fish is a login shell that reads neither sh nor csh. */
class SshExecutorWithFishTest extends SshExecutorContract {

    SshExecutorWithFishTest() {
        super("/usr/bin/fish");
    }
}
