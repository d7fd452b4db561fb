# The row of rooms, written once: a room may depend only on rooms that stand before it. Everything that checks the
# direction of the arrows (hinge_module() here, tools/check_includes in the tests) reads this list.
set(HINGE_LAYERS
  base body signal media pose mocap kinematics dynamics movement metrics catalog teach assess coach progress analysis
  store report)

# Which earlier rooms each room may see. Order alone is too weak: media must not know the body, signal no anatomy.
set(HINGE_EDGES_base)
set(HINGE_EDGES_body base)
set(HINGE_EDGES_signal base)
set(HINGE_EDGES_media base)
set(HINGE_EDGES_pose base body media)
set(HINGE_EDGES_mocap base body)
set(HINGE_EDGES_kinematics base body signal)
set(HINGE_EDGES_dynamics base body signal kinematics)
set(HINGE_EDGES_movement base body signal kinematics dynamics)
set(HINGE_EDGES_metrics base body signal kinematics dynamics movement)
set(HINGE_EDGES_catalog base body signal kinematics dynamics movement metrics)
set(HINGE_EDGES_teach base body signal kinematics dynamics movement metrics catalog)
set(HINGE_EDGES_assess ${HINGE_EDGES_catalog} catalog)
set(HINGE_EDGES_coach ${HINGE_EDGES_assess} assess)
set(HINGE_EDGES_progress ${HINGE_EDGES_coach} coach)
set(HINGE_EDGES_analysis ${HINGE_EDGES_coach} coach media pose mocap)
set(HINGE_EDGES_store base body metrics catalog assess progress)
set(HINGE_EDGES_report base body media mocap analysis ${HINGE_EDGES_coach} coach progress)
