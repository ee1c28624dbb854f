/** What Soma brings along to import from, written by scripts/standard-sources.ts from std/*.soma: path → text. */
export const standardSources: ReadonlyMap<string, string> = new Map([
  [
    "std/autoencoder",
    "/// Squeezes a row through a few numbers and makes it again from them (Hinton and Salakhutdinov 2006): what the few\n/// numbers keep is what matters most.\nblock Autoencoder(width, code, hidden = 32) {\n  input x: [width]\n  inner = x -> dense(hidden, relu) -> dense(code)\n  output inner -> dense(hidden, relu) -> dense(width): [width]\n}\n",
  ],
  [
    "std/bottleneck",
    "/// A residual block that works on fewer channels in between: 1×1, 3×3 and 1×1 convolutions (He et al. 2015). With\n/// `reduce: 4` the 3×3 convolution sees a quarter of the channels.\nblock Bottleneck(channels, reduce = 4) {\n  input x: [channels, h, w]\n  require channels % reduce == 0\n  y = x\n    -> conv2d(channels div reduce, kernel: 1, bias: false) -> batch_norm -> relu\n    -> conv2d(channels div reduce, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu\n    -> conv2d(channels, kernel: 1, bias: false) -> batch_norm\n  output relu(x + y): [channels, h, w]\n}\n",
  ],
  [
    "std/inception",
    "/// Four ways side by side, joined along the channels (Szegedy et al. 2014): 1×1, 3×3 and 5×5 convolutions and a\n/// pooling. `three_before` and `five_before` are the channels that the larger windows work on.\nblock Inception(one, three_before, three, five_before, five, pooled) {\n  input x: [before, h, w]\n  a = x -> conv2d(one, kernel: 1, relu)\n  b = x -> conv2d(three_before, kernel: 1, relu) -> conv2d(three, kernel: 3, padding: 1, relu)\n  c = x -> conv2d(five_before, kernel: 1, relu) -> conv2d(five, kernel: 5, padding: 2, relu)\n  d = x -> max_pool2d(3, stride: 1, padding: 1) -> conv2d(pooled, kernel: 1, relu)\n  output concat(a, b, c, d, axis: 0): [one + three + five + pooled, h, w]\n}\n",
  ],
  [
    "std/mlp",
    "/// Two hidden layers and an output: the multilayer perceptron (Rumelhart, Hinton and Williams 1986).\nblock Mlp(hidden, outputs, activation = relu) {\n  input x: [features]\n  output x -> dense(hidden, activation) -> dense(hidden, activation) -> dense(outputs): [outputs]\n}\n",
  ],
  [
    "std/residual",
    "/// Two convolutions and a way around them (He, Zhang, Ren and Sun 2015). Keeps the shape of what goes in, so that any\n/// number of them may follow each other: `x -> repeat(4, Residual(16))`.\nblock Residual(channels) {\n  input x: [channels, h, w]\n  y = x\n    -> conv2d(channels, kernel: 3, padding: 1, bias: false) -> batch_norm -> relu\n    -> conv2d(channels, kernel: 3, padding: 1, bias: false) -> batch_norm\n  output relu(x + y): [channels, h, w]\n}\n\n/// The residual block that makes the image smaller and gives it other channels: the way around is a 1×1 convolution\n/// with the same stride.\nblock ResidualDown(channels, stride = 2) {\n  input x: [before, h, w]\n  y = x\n    -> conv2d(channels, kernel: 3, stride: stride, padding: 1, bias: false) -> batch_norm -> relu\n    -> conv2d(channels, kernel: 3, padding: 1, bias: false) -> batch_norm\n  around = x -> conv2d(channels, kernel: 1, stride: stride, bias: false) -> batch_norm\n  output relu(around + y)\n}\n\n/// Two dense layers and a way around them, for rows of numbers.\nblock ResidualDense(width) {\n  input x: [width]\n  y = x -> dense(width, relu) -> dense(width)\n  output x + y: [width]\n}\n",
  ],
  [
    "std/sparse-autoencoder",
    "/// Writes a row as a sum of few of many directions (Olshausen and Field 1996): a wide layer of which a penalty, such as\n/// `l1` on its output, keeps most units at zero.\nblock SparseAutoencoder(width, latents) {\n  input x: [width]\n  require latents >= width\n  output x -> encoder: dense(latents, relu) -> decoder: dense(width): [width]\n}\n",
  ],
  [
    "std/transformer",
    "/// Attention and two dense layers, each with a way around it and a normalisation before it (Vaswani et al. 2017, in the\n/// order of Xiong et al. 2020). Each position sees those before it and itself.\nblock TransformerBlock(heads, width) {\n  input x: [time, width]\n  require width % heads == 0\n  a = x + (x -> layer_norm -> attention(heads, causal: true))\n  output a + (a -> layer_norm -> dense(4 * width, gelu) -> dense(width)): [time, width]\n}\n",
  ],
  [
    "std/unet",
    "/// The two 3×3 convolutions of each level of a U-Net (Ronneberger, Fischer and Brox 2015), padded so that the size of\n/// the image stays.\nblock UNetConvolutions(channels) {\n  input x: [before, h, w]\n  output x\n    -> conv2d(channels, kernel: 3, padding: 1, relu)\n    -> conv2d(channels, kernel: 3, padding: 1, relu): [channels, h, w]\n}\n\n/// The way down: half as high and wide, then the convolutions of the level.\nblock UNetDown(channels) {\n  input x: [before, h, w]\n  require h % 2 == 0\n  require w % 2 == 0\n  output x -> max_pool2d(2) -> UNetConvolutions(channels): [channels, h div 2, w div 2]\n}\n\n/// The way up: twice as high and wide, joined with what the same level had on the way down, then convolutions.\n/// `UNetUp(deep, skip, 16)`.\nblock UNetUp(channels) {\n  input x: [before, h, w]\n  input skip: [kept, 2 * h, 2 * w]\n  up = x -> conv_transpose2d(channels, kernel: 2, stride: 2)\n  output concat(skip, up, axis: 0) -> UNetConvolutions(channels): [channels, 2 * h, 2 * w]\n}\n\n/// A U-Net of two levels. Each level halves the image, so that its sides must be multiples of 4.\nblock UNet(channels, classes) {\n  input image: [before, h, w]\n  require h % 4 == 0\n  require w % 4 == 0\n  a = image -> UNetConvolutions(channels)\n  b = a -> UNetDown(2 * channels)\n  c = b -> UNetDown(4 * channels)\n  d = UNetUp(c, b, 2 * channels)\n  e = UNetUp(d, a, channels)\n  output e -> conv2d(classes, kernel: 1): [classes, h, w]\n}\n",
  ],
]);
