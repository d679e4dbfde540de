using Xunit.Sdk;
using Xunit.v3;

// Each test starts hosts of its own: two at a time would only measure the machine.
[assembly: Parallelization(Mode = ParallelMode.None)]
