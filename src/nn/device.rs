//! Where tensors live.

use crate::Result;

/// The device that everything is computed on: the CPU or, with the feature `cuda`, the first NVIDIA
/// GPU.
pub type Device = dfdx::prelude::AutoDevice;

/// Checks that the device can be used, so that a program can report a missing GPU before it starts.
///
/// # Errors
/// If the crate was built for a GPU and none works.
pub fn check_device() -> Result<()> {
    #[cfg(feature = "cuda")]
    if let Err(error) = Device::try_seed_from_u64(0) {
        return Err(crate::Error::Device(format!(
            "no usable NVIDIA GPU: {error:?}; check `nvidia-smi`, or leave out `--features cuda`"
        )));
    }
    Ok(())
}
