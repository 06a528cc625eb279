// Not a module but a documentation test, which passes because this does not compile.
use dfdx::prelude::*;

let device = Cpu::default();
let table: Tensor<Rank2<5, 3>, f32, _> = device.sample_normal();
let third: Tensor<Rank1<4>, f32, _> = device.tensor([0.0, 0.0, 1.0, 0.0]);
let row: Tensor<Rank1<3>, f32, _> = third.matmul(table);
