/** What the axes of a shape are called in messages, by how many there are. */
/** "height" of an image; of shapes with more axes than have names, "axis 3". */
export declare const axisName: (axis: number, rank: number) => string;
