namespace Sync.Benchmarks.Load;

/// <summary>Which position an update goes to. Immutable, thread-safe.</summary>
internal abstract class KeyLaw
{
    public abstract int Draw(Random random);

    /// <summary>Every position is as likely as every other.</summary>
    public static KeyLaw Uniform(int positions) => new UniformLaw(positions);

    /// <summary>The n-th position is drawn 1/n as often as the first.</summary>
    public static KeyLaw Zipf(int positions) => new ZipfLaw(positions);

    /// <summary>Always the same position.</summary>
    public static KeyLaw One => new UniformLaw(1);

    private sealed class UniformLaw(int positions) : KeyLaw
    {
        public override int Draw(Random random) => random.Next(positions);
    }

    private sealed class ZipfLaw : KeyLaw
    {
        private readonly double[] _upTo;

        public ZipfLaw(int positions)
        {
            _upTo = new double[positions];
            var sum = 0.0;
            for (var i = 0; i < positions; i++) _upTo[i] = sum += 1.0 / (i + 1);
        }

        public override int Draw(Random random)
        {
            var place = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
            return Math.Min(place < 0 ? ~place : place, _upTo.Length - 1);
        }
    }
}
